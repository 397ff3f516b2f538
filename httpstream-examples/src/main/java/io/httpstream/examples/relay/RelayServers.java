package io.httpstream.examples.relay;

import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The two servers of the relay, on ports of the loopback interface that are free. */
public final class RelayServers implements AutoCloseable {
  private static final int INPUT_BUFFER = 64 * 1024;

  private final Server origin;
  private final Server receiver;
  private final Uploads uploads;

  private RelayServers(Server origin, Server receiver, Uploads uploads) {
    this.origin = origin;
    this.receiver = receiver;
    this.uploads = uploads;
  }

  /**
   * Started by {@link Demo} in a JVM of their own: prints both URLs on one line when they can be
   * used, and ends with the standard input.
   */
  public static void main(String[] arguments) throws Exception {
    RelayServers servers = start(Long.parseLong(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "close"));
    System.out.println(servers.file() + " " + servers.upload());
    Lifeline.watch();
  }

  /**
   * Starts both.
   *
   * @param length of the file that server 1 serves, in bytes
   */
  public static RelayServers start(long length) throws Exception {
    Uploads uploads = Uploads.inTemporaryDirectory();
    Server origin = serve(new FileHandler(LineFile.cutAt(length)));
    Server receiver = serve(new UploadHandler(uploads));
    return new RelayServers(origin, receiver, uploads);
  }

  /** The length of the file that the original serves: ten million lines. */
  public static long originalLength() {
    return LineFile.original().length();
  }

  private static Server serve(Handler handler) throws Exception {
    Server server = new Server();
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    // Eight times Jetty's own: a server that reads little at a time would hold the relay back.
    http.setInputBufferSize(INPUT_BUFFER);
    ServerConnector connector = new ServerConnector(server, 1, 1, http);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    return server;
  }

  /** Where server 1 has the file. */
  public URI file() {
    return origin.getURI().resolve(FileHandler.PATH);
  }

  /** Where server 2 takes uploads. */
  public URI upload() {
    return receiver.getURI().resolve(UploadHandler.PATH);
  }

  /** Stops both and deletes what was saved. */
  @Override
  public void close() {
    try {
      origin.stop();
      receiver.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the servers of the relay can't be stopped", e);
    } finally {
      uploads.delete();
    }
  }
}
