<%@ page trimDirectiveWhitespaces="true" contentType="text/plain; charset=UTF-8"
    import="jakarta.servlet.http.Part, java.io.InputStream, java.security.DigestInputStream,
            java.security.MessageDigest, java.util.HexFormat" %>
<%!
  static String text(String value) {
    if (value == null || value.isEmpty()) {
      return "-";
    }
    return HexFormat.of().formatHex(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
%>
<%
  for (Part part : request.getParts()) {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(part.getInputStream(), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    out.print(text(part.getName()) + " " + text(part.getSubmittedFileName()) + " "
        + text(part.getContentType()) + " " + part.getSize() + " "
        + HexFormat.of().formatHex(digest.digest()) + "\n");
  }
%>
