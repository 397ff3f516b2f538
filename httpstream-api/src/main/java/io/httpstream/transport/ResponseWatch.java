package io.httpstream.transport;

import java.io.IOException;
import java.util.Objects;

/**
 * Looks for a response while a request is written on a blocking connection, and tells the {@link
 * Call}: before each write, while one is blocked, and after one has failed, as a server that
 * refuses a request often closes the connection behind its response (RFC 9112, section 9.5).
 */
public final class ResponseWatch implements Wire {
  /** How long a response may be on its way when a write has failed already, in milliseconds. */
  private static final int LATE = 100;

  private final Wire wire;
  private final Call call;
  private final WatchedInput input;
  private final Runnable stopWriting;
  private final AsideLook aside = new AsideLook(this::look);
  private volatile int told;

  private ResponseWatch(Wire wire, Call call, WatchedInput input, Runnable stopWriting) {
    this.wire = wire;
    this.call = call;
    this.input = input;
    this.stopWriting = stopWriting;
  }

  /**
   * Begins to watch. To be called once for each exchange, before {@link Call#writeBody}.
   *
   * @param wire takes the bytes, one write after the other on the caller's thread
   * @param call of the exchange
   * @param input of its connection
   * @param stopWriting lets a blocked write fail and reads go on, as {@link
   *     java.net.Socket#shutdownOutput} does; called on another thread; must not block
   * @return what to give to {@code writeBody}: once there is a response of status 300 and more it
   *     lets nothing through
   */
  public static Wire over(Wire wire, Call call, WatchedInput input, Runnable stopWriting) {
    ResponseWatch watch =
        new ResponseWatch(
            Objects.requireNonNull(wire, "wire"),
            Objects.requireNonNull(call, "call"),
            Objects.requireNonNull(input, "input"),
            Objects.requireNonNull(stopWriting, "stopWriting"));
    input.begin();
    call.whileBlocked(watch::lookWhileBlocked);
    return watch;
  }

  @Override
  public byte[] emit(byte[] buffer, int length) throws IOException {
    beforeWrite();
    aside.begin();
    try {
      return wire.emit(buffer, length);
    } catch (IOException e) {
      aside.end();
      throw afterFailure(e);
    } finally {
      aside.end();
    }
  }

  @Override
  public void pass(byte[] bytes, int offset, int length) throws IOException {
    beforeWrite();
    aside.begin();
    try {
      wire.pass(bytes, offset, length);
    } catch (IOException e) {
      aside.end();
      throw afterFailure(e);
    } finally {
      aside.end();
    }
  }

  @Override
  public void flush() throws IOException {
    beforeWrite();
    aside.begin();
    try {
      wire.flush();
    } catch (IOException e) {
      aside.end();
      throw afterFailure(e);
    } finally {
      aside.end();
    }
  }

  private void lookWhileBlocked() {
    try {
      if (!input.isDecrypted()) {
        look();
      } else if (told == 0 && input.hasInput()) {
        aside.start();
      }
    } catch (IOException e) {
      // The blocked write fails as well, and tells why.
    }
  }

  private void look() {
    try {
      if (told == 0 && tell(input.finalStatus())) {
        stopWriting.run();
      }
    } catch (IOException e) {
      // The blocked write fails as well, and tells why.
    }
  }

  private void beforeWrite() throws IOException {
    if (told >= 300 || (told == 0 && tell(input.finalStatus()))) {
      throw new IOException("the server answered " + told + " and takes no more of the body");
    }
  }

  /** Waits a little for a response that tells why. */
  private IOException afterFailure(IOException failure) {
    try {
      if (told == 0) {
        tell(input.awaitFinalStatus(LATE));
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /** Whether the writing is over, and the response can be read. */
  private boolean tell(int status) {
    if (status == 0) {
      return false;
    }
    told = status;
    call.finalStatus(status);
    return status >= 300;
  }
}
