package io.httpstream.tck.interop;

import io.httpstream.message.Phase;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A call whose body is written to another wire. */
record RewiredCall(Call call, UnaryOperator<Wire> rewiring) implements Call {
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
    return call.writeBody(rewiring.apply(wire));
  }
}
