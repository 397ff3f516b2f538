package io.httpstream.transport.jdk;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of one connection, which remembers whether the peer has ended it (close_notify). The
 * JDK's client takes the end of TCP for that as well (RFC 9112, section 9.8). All else is passed
 * on.
 */
final class TlsEngine extends SSLEngine {
  private final SSLEngine actual;
  private volatile boolean ended;

  TlsEngine(SSLEngine actual) {
    super(actual.getPeerHost(), actual.getPeerPort());
    this.actual = actual;
  }

  /** Whether the peer has said close_notify. */
  boolean isEnded() {
    return ended;
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target)
      throws SSLException {
    return actual.wrap(sources, offset, length, target);
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length)
      throws SSLException {
    SSLEngineResult result = actual.unwrap(source, targets, offset, length);
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      ended = true;
    }
    return result;
  }

  /** By which a response leads to its connection. */
  @Override
  public SSLSession getSession() {
    return new TlsSession(actual.getSession(), this);
  }

  @Override
  public @Nullable SSLSession getHandshakeSession() {
    return actual.getHandshakeSession();
  }

  @Override
  public @Nullable Runnable getDelegatedTask() {
    return actual.getDelegatedTask();
  }

  @Override
  public void closeInbound() throws SSLException {
    actual.closeInbound();
  }

  @Override
  public boolean isInboundDone() {
    return actual.isInboundDone();
  }

  @Override
  public void closeOutbound() {
    actual.closeOutbound();
  }

  @Override
  public boolean isOutboundDone() {
    return actual.isOutboundDone();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return actual.getSupportedCipherSuites();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return actual.getEnabledCipherSuites();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    actual.setEnabledCipherSuites(suites);
  }

  @Override
  public String[] getSupportedProtocols() {
    return actual.getSupportedProtocols();
  }

  @Override
  public String[] getEnabledProtocols() {
    return actual.getEnabledProtocols();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    actual.setEnabledProtocols(protocols);
  }

  @Override
  public void beginHandshake() throws SSLException {
    actual.beginHandshake();
  }

  @Override
  public SSLEngineResult.HandshakeStatus getHandshakeStatus() {
    return actual.getHandshakeStatus();
  }

  @Override
  public void setUseClientMode(boolean client) {
    actual.setUseClientMode(client);
  }

  @Override
  public boolean getUseClientMode() {
    return actual.getUseClientMode();
  }

  @Override
  public void setNeedClientAuth(boolean on) {
    actual.setNeedClientAuth(on);
  }

  @Override
  public boolean getNeedClientAuth() {
    return actual.getNeedClientAuth();
  }

  @Override
  public void setWantClientAuth(boolean on) {
    actual.setWantClientAuth(on);
  }

  @Override
  public boolean getWantClientAuth() {
    return actual.getWantClientAuth();
  }

  @Override
  public void setEnableSessionCreation(boolean on) {
    actual.setEnableSessionCreation(on);
  }

  @Override
  public boolean getEnableSessionCreation() {
    return actual.getEnableSessionCreation();
  }

  @Override
  public SSLParameters getSSLParameters() {
    return actual.getSSLParameters();
  }

  @Override
  public void setSSLParameters(SSLParameters parameters) {
    actual.setSSLParameters(parameters);
  }

  @Override
  public @Nullable String getApplicationProtocol() {
    return actual.getApplicationProtocol();
  }

  @Override
  public @Nullable String getHandshakeApplicationProtocol() {
    return actual.getHandshakeApplicationProtocol();
  }

  @Override
  public void setHandshakeApplicationProtocolSelector(
      BiFunction<SSLEngine, List<String>, String> selector) {
    actual.setHandshakeApplicationProtocolSelector(selector);
  }

  @Override
  public BiFunction<SSLEngine, List<String>, String> getHandshakeApplicationProtocolSelector() {
    return actual.getHandshakeApplicationProtocolSelector();
  }
}
