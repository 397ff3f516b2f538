package io.httpstream.test.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A client and a server, which a test plays both, with a proxy between them. */
final class Link implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final ServerSocket listener;
  private final List<Socket> sockets = new ArrayList<>();
  final FaultProxy proxy;
  Socket client;
  Socket server;

  private Link(ServerSocket listener, FaultProxy proxy) {
    this.listener = listener;
    this.proxy = proxy;
  }

  /** Connected, with a fault in the first connection. */
  static Link with(Fault fault) throws IOException {
    Link link = unconnected();
    link.proxy.faults(fault);
    link.connect();
    return link;
  }

  static Link unconnected() throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setReceiveBufferSize(Pump.BUFFER);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new Link(listener, FaultProxy.to("127.0.0.1", listener.getLocalPort()));
  }

  /** One more connection, which is the one that is used from now on. */
  void connect() throws IOException {
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    server = listener.accept();
    for (Socket socket : List.of(client, server)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      sockets.add(socket);
    }
  }

  /** Who sends in a direction. */
  Socket source(Direction direction) {
    return direction == Direction.UPSTREAM ? client : server;
  }

  /** Who receives in a direction. */
  Socket target(Direction direction) {
    return direction == Direction.UPSTREAM ? server : client;
  }

  void send(Direction direction, int bytes) throws IOException {
    source(direction).getOutputStream().write(payload(bytes));
  }

  /** Reads exactly so many, which must be what {@link #send} sends. */
  void receive(Direction direction, int bytes) throws IOException {
    byte[] seen = target(direction).getInputStream().readNBytes(bytes);
    if (!Arrays.equals(seen, payload(bytes))) {
      throw new AssertionError("of " + bytes + " bytes came " + seen.length + ", or others");
    }
  }

  /** How a stream ends, and after how many bytes: {@code "1000, then end"}. */
  String rest(Direction direction) throws IOException {
    InputStream in = target(direction).getInputStream();
    byte[] piece = new byte[8192];
    int count = 0;
    try {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        count += read;
      }
      return count + ", then end";
    } catch (SocketTimeoutException e) {
      return count + ", then nothing";
    } catch (IOException e) {
      return count + ", then reset";
    }
  }

  static byte[] payload(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) ((i * 0x9E3779B1) >>> 24);
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
