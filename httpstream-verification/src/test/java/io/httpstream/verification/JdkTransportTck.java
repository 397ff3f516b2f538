package io.httpstream.verification;

import io.httpstream.tck.Supplied;
import io.httpstream.tck.TransportTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.jdk.JdkTransport;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The rules of SPEC.md over the JDK's own client. */
class JdkTransportTck extends TransportTck {
  JdkTransportTck() {
    super("jdk");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return JdkTransport.create(config);
  }

  @Override
  protected List<Supplied> supplied() {
    HttpClient client = HttpClient.newHttpClient();
    ExecutorService threads = Executors.newCachedThreadPool();
    return List.of(
        new Supplied(
            "HttpClient",
            JdkTransport.of(client),
            uri -> client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()),
            () -> {}),
        new Supplied(
            "executor",
            JdkTransport.customize(builder -> builder.executor(threads)),
            uri -> threads.submit(() -> {}).get(),
            threads::shutdown));
  }
}
