package io.httpstream.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A socket that is another one: that of a channel can't be extended. Everything is passed on, since
 * what is not would act on a second socket that is never connected.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // The other one has locks of its own.
abstract class DelegatingSocket extends Socket {
  private final Socket actual;

  DelegatingSocket(Socket actual) {
    this.actual = actual;
  }

  @Override
  public void bind(SocketAddress local) throws IOException {
    actual.bind(local);
  }

  @Override
  public void connect(SocketAddress remote) throws IOException {
    actual.connect(remote);
  }

  @Override
  public void connect(SocketAddress remote, int timeout) throws IOException {
    actual.connect(remote, timeout);
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
  public @Nullable SocketChannel getChannel() {
    return actual.getChannel();
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
  public void sendUrgentData(int data) throws IOException {
    actual.sendUrgentData(data);
  }

  @Override
  public void setOOBInline(boolean on) throws SocketException {
    actual.setOOBInline(on);
  }

  @Override
  public boolean getOOBInline() throws SocketException {
    return actual.getOOBInline();
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
  public void setSendBufferSize(int size) throws SocketException {
    actual.setSendBufferSize(size);
  }

  @Override
  public int getSendBufferSize() throws SocketException {
    return actual.getSendBufferSize();
  }

  @Override
  public void setReceiveBufferSize(int size) throws SocketException {
    actual.setReceiveBufferSize(size);
  }

  @Override
  public int getReceiveBufferSize() throws SocketException {
    return actual.getReceiveBufferSize();
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
  public void setTrafficClass(int value) throws SocketException {
    actual.setTrafficClass(value);
  }

  @Override
  public int getTrafficClass() throws SocketException {
    return actual.getTrafficClass();
  }

  @Override
  public void setReuseAddress(boolean on) throws SocketException {
    actual.setReuseAddress(on);
  }

  @Override
  public boolean getReuseAddress() throws SocketException {
    return actual.getReuseAddress();
  }

  @Override
  public void close() throws IOException {
    actual.close();
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
  public boolean isConnected() {
    return actual.isConnected();
  }

  @Override
  public boolean isBound() {
    return actual.isBound();
  }

  @Override
  public boolean isClosed() {
    return actual.isClosed();
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
  public String toString() {
    return actual.toString();
  }

  @Override
  public <T> Socket setOption(SocketOption<T> name, T value) throws IOException {
    actual.setOption(name, value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> name) throws IOException {
    return actual.getOption(name);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return actual.supportedOptions();
  }
}
