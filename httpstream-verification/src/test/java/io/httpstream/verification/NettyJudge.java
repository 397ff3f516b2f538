package io.httpstream.verification;

import io.httpstream.tck.multipart.MultipartJudge;
import io.httpstream.tck.multipart.ParsedPart;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Netty's parser. */
public final class NettyJudge implements MultipartJudge {
  private static final int UNLIMITED = -1;

  @Override
  public String name() {
    return "netty-codec-http";
  }

  /** Netty tells a space for each character that separates something in headers. */
  @Override
  public String told(String name) {
    return name.replaceAll("[:,;=\t]", " ");
  }

  @Override
  public List<ParsedPart> parse(String contentType, byte[] body) throws IOException {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    HttpPostMultipartRequestDecoder decoder =
        new HttpPostMultipartRequestDecoder(
            new DefaultHttpDataFactory(false),
            request,
            StandardCharsets.UTF_8,
            UNLIMITED,
            UNLIMITED);
    try {
      List<ParsedPart> parts = new ArrayList<>();
      for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
        FileUpload file = data instanceof FileUpload upload ? upload : null;
        parts.add(
            new ParsedPart(
                data.getName(),
                file == null ? null : file.getFilename(),
                file == null ? null : file.getContentType(),
                ((HttpData) data).get()));
      }
      return parts;
    } finally {
      decoder.destroy();
    }
  }
}
