package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fault of a transport in reading: it takes what it receives for something else. */
abstract class RewritingSaboteur extends TransportSaboteur {
  private static final Pattern HEAD = Pattern.compile("(?s)HTTP/1\\..*?\\n\\r?\\n");

  @Override
  protected Transport transport(TransportConfig config) {
    return new SocketTransport(config) {
      @Override
      protected InputStream received(InputStream in) {
        return new Rewritten(in);
      }

      @Override
      protected boolean looksAtIdleConnections() {
        return RewritingSaboteur.this.looksAtIdleConnections();
      }
    };
  }

  boolean looksAtIdleConnections() {
    return true;
  }

  /** What has been received in one piece, as the fault reads it. */
  abstract String rewrite(String received);

  /** Rewrites the head of a response alone, if that is what was received. */
  static String inHead(String received, UnaryOperator<String> fault) {
    Matcher head = HEAD.matcher(received);
    return head.lookingAt() ? fault.apply(head.group()) + received.substring(head.end()) : received;
  }

  /** Rewrites each piece; what is sent by one call is received as one, as far as cases go. */
  private final class Rewritten extends FilterInputStream {
    private byte[] piece = new byte[0];
    private int position;

    Rewritten(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      if (position == piece.length) {
        byte[] bytes = new byte[count];
        int read = in.read(bytes, 0, count);
        if (read < 0) {
          return -1;
        }
        String text = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
        piece = rewrite(text).getBytes(StandardCharsets.ISO_8859_1);
        position = 0;
      }
      int part = Math.min(count, piece.length - position);
      System.arraycopy(piece, position, target, offset, part);
      position += part;
      return part;
    }
  }
}
