package io.httpstream.transport.okhttp;

import io.httpstream.transport.CarrierSocket;
import io.httpstream.transport.FramedInput;
import io.httpstream.transport.WatchedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose streams are buffered, and that can be asked whether it is still connected without
 * waiting for an answer. That takes a channel, which brings one thing more: whoever is blocked in
 * it can be interrupted.
 *
 * <p>Closing it from any thread releases readers and writers at once.
 */
final class ChannelSocket extends CarrierSocket implements Carried {
  private final SocketChannel channel;
  private volatile @Nullable ReadAhead input;
  private volatile @Nullable WatchedInput watched;
  private volatile @Nullable FramedInput framed;
  private volatile @Nullable WriteBehind output;
  private final ReentrantLock owning = new ReentrantLock();
  private @Nullable OkHttpExchange owner;
  private volatile boolean retired;
  private long before;

  ChannelSocket() throws IOException {
    this(SocketChannel.open());
  }

  private ChannelSocket(SocketChannel channel) throws IOException {
    super(channel.socket());
    this.channel = channel;
    // What is flushed must not wait for the acknowledgement of what was flushed before it.
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  @Override
  public void connect(SocketAddress remote, int timeout) throws IOException {
    super.connect(remote, timeout);
    ReadAhead ahead = new ReadAhead(super.getInputStream());
    input = ahead;
    WatchedInput over = WatchedInput.of(ahead, ahead, this);
    watched = over;
    framed = FramedInput.of(over, StandardCharsets.UTF_8);
    output = new WriteBehind(channel);
  }

  /** The same each time, so that nothing that was read ahead is lost to whoever asks later. */
  @Override
  public InputStream getInputStream() throws IOException {
    FramedInput current = framed;
    return current == null ? super.getInputStream() : current;
  }

  @Override
  public ChannelSocket carrier() {
    return this;
  }

  @Override
  public WatchedInput watched() {
    return Objects.requireNonNull(watched, "not connected");
  }

  @Override
  public FramedInput framed() {
    return Objects.requireNonNull(framed, "not connected");
  }

  /** What TLS reads from, which does its own decrypting of what is ahead. */
  ReadAhead readAhead() {
    return Objects.requireNonNull(input, "not connected");
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    WriteBehind current = output;
    return current == null ? super.getOutputStream() : current;
  }

  /** From now on only this exchange can have the socket closed by being cancelled. */
  void ownedBy(OkHttpExchange exchange) {
    owning.lock();
    try {
      owner = exchange;
    } finally {
      owning.unlock();
    }
  }

  /** Closes it, unless on behalf of an exchange that is over while another one uses it. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // It has a lock of its own.
  public void close() throws IOException {
    OkHttpExchange cancelled = OkHttpExchange.cancelled();
    owning.lock();
    try {
      if (cancelled == null || owner == null || owner == cancelled) {
        // Whoever keeps the socket for a while shall not keep what the exchange's writer holds.
        owner = null;
        super.close();
      }
    } finally {
      owning.unlock();
    }
  }

  /** An exchange begins. */
  void begin() {
    ReadAhead current = input;
    if (current != null) {
      before = current.received();
      current.allowAll();
    }
  }

  /** Some of a body is about to be read: what frames it must not be endless. */
  void beginRead() {
    ReadAhead current = input;
    if (current != null) {
      current.allowMore();
    }
  }

  /** How many bytes have come since the exchange began, TLS included. */
  long received() {
    ReadAhead current = input;
    return current == null ? 0 : current.received() - before;
  }

  /** The connection must not carry another exchange. */
  void retire() {
    retired = true;
  }

  /** Lets nothing leave any more; what arrives can still be read. */
  void refuseWrites() {
    WriteBehind current = output;
    if (current != null) {
      current.refuse();
    }
  }

  /** Lets a blocked write fail, and every later one. Called from any thread. */
  void stopWriting() {
    refuseWrites();
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      // It is closed already, and so does the write fail.
    }
  }

  /** Whether the connection is open and silent, between two exchanges. Does not wait. */
  boolean isReusable() {
    ReadAhead current = input;
    if (retired || current == null || !current.isEmpty()) {
      return false;
    }
    try {
      channel.configureBlocking(false);
      try {
        return channel.read(ByteBuffer.allocate(1)) == 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException e) {
      return false;
    }
  }
}
