package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A socket of TLS that is another one, made by whatever factory the client has. Everything that a
 * client may call is passed on.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // The other one has locks of its own.
abstract class DelegatingSslSocket extends SSLSocket {
  final SSLSocket actual;

  DelegatingSslSocket(SSLSocket actual) {
    this.actual = actual;
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
  public SSLSession getSession() {
    return actual.getSession();
  }

  @Override
  public @Nullable SSLSession getHandshakeSession() {
    return actual.getHandshakeSession();
  }

  @Override
  public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
    actual.addHandshakeCompletedListener(listener);
  }

  @Override
  public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
    actual.removeHandshakeCompletedListener(listener);
  }

  @Override
  public void startHandshake() throws IOException {
    actual.startHandshake();
  }

  @Override
  public void setUseClientMode(boolean mode) {
    actual.setUseClientMode(mode);
  }

  @Override
  public boolean getUseClientMode() {
    return actual.getUseClientMode();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    actual.setNeedClientAuth(need);
  }

  @Override
  public boolean getNeedClientAuth() {
    return actual.getNeedClientAuth();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    actual.setWantClientAuth(want);
  }

  @Override
  public boolean getWantClientAuth() {
    return actual.getWantClientAuth();
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    actual.setEnableSessionCreation(flag);
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
      @Nullable BiFunction<SSLSocket, List<String>, String> selector) {
    actual.setHandshakeApplicationProtocolSelector(selector);
  }

  @Override
  public @Nullable BiFunction<SSLSocket, List<String>, String>
      getHandshakeApplicationProtocolSelector() {
    return actual.getHandshakeApplicationProtocolSelector();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return actual.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return actual.getOutputStream();
  }

  @Override
  public void close() throws IOException {
    actual.close();
  }

  @Override
  public boolean isClosed() {
    return actual.isClosed();
  }

  @Override
  public boolean isBound() {
    return actual.isBound();
  }

  @Override
  public boolean isConnected() {
    return actual.isConnected();
  }

  @Override
  public boolean isInputShutdown() {
    return actual.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return actual.isOutputShutdown();
  }

  @Override
  public void shutdownInput() throws IOException {
    actual.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    actual.shutdownOutput();
  }

  @Override
  public void setSoTimeout(int milliseconds) throws SocketException {
    actual.setSoTimeout(milliseconds);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return actual.getSoTimeout();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    actual.setTcpNoDelay(on);
  }

  @Override
  public boolean getTcpNoDelay() throws SocketException {
    return actual.getTcpNoDelay();
  }

  @Override
  public void setSoLinger(boolean on, int seconds) throws SocketException {
    actual.setSoLinger(on, seconds);
  }

  @Override
  public int getSoLinger() throws SocketException {
    return actual.getSoLinger();
  }

  @Override
  public void setKeepAlive(boolean on) throws SocketException {
    actual.setKeepAlive(on);
  }

  @Override
  public boolean getKeepAlive() throws SocketException {
    return actual.getKeepAlive();
  }

  @Override
  public @Nullable InetAddress getInetAddress() {
    return actual.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return actual.getLocalAddress();
  }

  @Override
  public int getPort() {
    return actual.getPort();
  }

  @Override
  public int getLocalPort() {
    return actual.getLocalPort();
  }

  @Override
  public @Nullable SocketAddress getRemoteSocketAddress() {
    return actual.getRemoteSocketAddress();
  }

  @Override
  public @Nullable SocketAddress getLocalSocketAddress() {
    return actual.getLocalSocketAddress();
  }

  @Override
  public String toString() {
    return actual.toString();
  }
}
