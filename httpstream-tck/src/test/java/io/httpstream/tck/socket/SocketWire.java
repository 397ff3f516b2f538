package io.httpstream.tck.socket;

import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Puts a request's body on a connection, and looks for a response before each piece. */
final class SocketWire implements Wire {
  private static final byte[] LINE_END = {'\r', '\n'};

  private final Connection connection;
  private final Call call;
  private final boolean chunked;
  private boolean answered;

  SocketWire(Connection connection, Call call, boolean chunked) {
    this.connection = connection;
    this.call = call;
    this.chunked = chunked;
  }

  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    pass(buffer, 0, length);
    return buffer;
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    lookForResponse();
    if (chunked) {
      connection.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    connection.write(bytes, offset, length);
    if (chunked) {
      connection.write(LINE_END);
    }
  }

  @Override
  public void flush() throws IOException {
    connection.flush();
  }

  private void lookForResponse() throws IOException {
    if (answered) {
      return;
    }
    ResponseHead head = connection.earlyHead();
    if (head != null) {
      answered = true;
      call.finalStatus(head.status());
      if (head.status() >= 300) {
        throw new IOException("the server answered " + head.status() + " early");
      }
    }
  }

  /** Ends the message. */
  void finish() throws IOException {
    if (chunked) {
      connection.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
