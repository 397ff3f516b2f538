package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Hears how far a call has come. Also stops one that was cancelled between two steps of connecting:
 * OkHttp looks at that only before the first of them, and holds no socket then that it could close.
 */
final class Progress extends EventListener {
  private final OkHttpExchange exchange;

  Progress(OkHttpExchange exchange) {
    this.exchange = exchange;
  }

  private static void stopIfCancelled(Call call) {
    if (call.isCanceled()) {
      throw new UncheckedIOException(new IOException("cancelled while connecting"));
    }
  }

  /** On a thread of OkHttp's own. */
  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    stopIfCancelled(call);
  }

  @Override
  public void secureConnectStart(Call call) {
    exchange.handshaking();
    stopIfCancelled(call);
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    stopIfCancelled(call);
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    exchange.connected();
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    exchange.headSent();
  }

  @Override
  public void callEnd(Call call) {
    exchange.ended();
  }

  @Override
  public void callFailed(Call call, IOException failure) {
    exchange.ended();
  }
}
