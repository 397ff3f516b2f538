package io.httpstream.transport.okhttp;

import io.httpstream.message.Headers;
import io.httpstream.message.Request;
import java.net.URI;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Turns a request into one of OkHttp's. */
final class OkHttpRequest {
  /** Methods that OkHttp refuses to send without a body; an empty one will do. */
  private static final Set<String> NEED_BODY =
      Set.of("POST", "PUT", "PATCH", "PROPPATCH", "REPORT", "QUERY");

  private static final RequestBody EMPTY = RequestBody.create(new byte[0], null);

  private OkHttpRequest() {}

  static okhttp3.Request of(Request request, @Nullable RequestBody body, OkHttpExchange exchange) {
    URI uri = request.uri();
    okhttp3.Request.Builder builder =
        new okhttp3.Request.Builder()
            .url(url(uri))
            .method(request.method(), body == null ? substitute(request.method()) : body)
            .tag(OkHttpExchange.class, exchange)
            .header("Host", host(uri));
    for (Headers.Entry entry : request.headers()) {
      builder.addHeader(entry.name(), entry.value());
    }
    return builder.build();
  }

  private static @Nullable RequestBody substitute(String method) {
    return NEED_BODY.contains(method) ? EMPTY : null;
  }

  /** A port that is the scheme's default is left out, as everybody does. */
  private static String host(URI uri) {
    boolean isDefault = uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
    return uri.getPort() < 0 || isDefault ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  private static HttpUrl url(URI uri) {
    HttpUrl url = HttpUrl.get(uri.toString());
    String query = url.encodedQuery();
    String target = query == null ? url.encodedPath() : url.encodedPath() + "?" + query;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String wanted = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    if (!target.equals(wanted)) {
      // Not with the whole target, whose query may be secret.
      throw new IllegalArgumentException(
          "OkHttp can't send the target of "
              + uri.getScheme()
              + "://"
              + uri.getRawAuthority()
              + path
              + " as it is, it resolves \".\" and \"..\" in the path, encoded ones too, and encodes"
              + " \"'\" in the query; write it in that form, or use another transport");
    }
    return url;
  }
}
