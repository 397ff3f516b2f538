<%@ page trimDirectiveWhitespaces="true" contentType="text/plain; charset=UTF-8"
    import="java.io.InputStream, java.security.DigestInputStream, java.security.MessageDigest,
            java.util.HexFormat" %>
<%
  MessageDigest digest = MessageDigest.getInstance("SHA-256");
  long length;
  try (InputStream in = new DigestInputStream(request.getInputStream(), digest)) {
    length = in.transferTo(java.io.OutputStream.nullOutputStream());
  }
  String framing = request.getHeader("Transfer-Encoding") != null ? "chunked" : "length";
  out.print(request.getMethod() + " " + framing + " " + length + " "
      + HexFormat.of().formatHex(digest.digest()) + "\n");
%>
