package io.httpstream.tck.saboteurs;

import io.httpstream.message.Phase;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.util.function.Consumer;

/** A call around another. */
class ForwardingCall implements Call {
  private final Call call;

  ForwardingCall(Call call) {
    this.call = call;
  }

  @Override
  public void phase(Phase phase) {
    call.phase(phase);
  }

  @Override
  public void onAbort(Consumer<IOException> kill) {
    call.onAbort(kill);
  }

  @Override
  public void finalStatus(int status) {
    call.finalStatus(status);
  }

  @Override
  public void whileBlocked(Runnable look) {
    call.whileBlocked(look);
  }

  @Override
  public boolean writeBody(Wire wire) throws IOException {
    return call.writeBody(wire);
  }
}
