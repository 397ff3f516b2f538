<%@ page trimDirectiveWhitespaces="true" contentType="text/plain; charset=UTF-8" %>
<% response.setStatus(413); out.print("too much"); %>
