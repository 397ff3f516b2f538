package io.httpstream.examples.byhand;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.httpstream.examples.relay.RelayServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The relay on the JDK's client without this library. The client pulls a request's body while
 * multipart is written, so it takes a pipe and a second thread, an encoder of one's own, and care
 * for what happens when one side fails; see {@link BodyPipe}. What it still has not: limits of
 * time, a Content-Length, and file names that are made safe.
 */
public final class RelayByHand {
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"\\\\]+)\"");

  private RelayByHand() {}

  /**
   * Runs the relay between servers that it starts itself.
   *
   * @param arguments the size of the file in bytes; the original's without it
   */
  public static void main(String[] arguments) throws Exception {
    long length =
        arguments.length == 0 ? RelayServers.originalLength() : Long.parseLong(arguments[0]);
    try (RelayServers servers = RelayServers.start(length)) {
      long started = System.nanoTime();
      String answer = relay(servers.file(), servers.upload());
      double seconds = (System.nanoTime() - started) / 1e9;
      System.out.println(
          String.format(
              Locale.ROOT,
              "by hand %s seconds=%.2f mib_per_s=%.1f",
              answer.strip(),
              seconds,
              length / seconds / (1 << 20)));
    }
  }

  static String relay(URI from, URI to) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    HttpResponse<InputStream> file =
        http.send(HttpRequest.newBuilder(from).build(), BodyHandlers.ofInputStream());
    try (InputStream body = file.body()) {
      requireSuccess(file);
      return upload(http, to, file, body);
    }
  }

  private static String upload(HttpClient http, URI to, HttpResponse<?> file, InputStream body)
      throws IOException, InterruptedException {
    String boundary = UUID.randomUUID().toString();
    // Closing the pipe in the end releases the writer if the server did not want all of it.
    try (BodyPipe pipe = new BodyPipe(out -> writeForm(out, boundary, file, body))) {
      HttpRequest request =
          HttpRequest.newBuilder(to)
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(BodyPublishers.ofInputStream(pipe::start))
              .build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      requireSuccess(answer);
      return answer.body();
    }
  }

  private static void writeForm(
      OutputStream out, String boundary, HttpResponse<?> file, InputStream body)
      throws IOException {
    String type = file.headers().firstValue("Content-Type").orElse("application/octet-stream");
    String head =
        "--"
            + boundary
            + "\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\""
            + name(file)
            + "\"\r\n"
            + "Content-Type: "
            + type
            + "\r\n\r\n";
    out.write(head.getBytes(UTF_8));
    body.transferTo(out);
    out.write(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
  }

  private static String name(HttpResponse<?> file) {
    Matcher name = FILE_NAME.matcher(file.headers().firstValue("Content-Disposition").orElse(""));
    return name.find() ? name.group(1) : "file";
  }

  private static void requireSuccess(HttpResponse<?> response) throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw new IOException(response.uri() + " answered with status " + response.statusCode());
    }
  }
}
