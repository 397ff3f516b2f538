package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReceivingTurnsTest {
  @Test
  void aBodyThatIsNotValidIsNotReadMuchFurther() throws Exception {
    try (QuickServer server = new QuickServer()) {
      int read = server.readBeforeTheFailure(OriginTransport::new);
      assertTrue(read < QuickServer.BYTES / 4, "the failure is told after " + read + " bytes");
    }
  }

  @Test
  void aConnectionIsToldOfBytesOnlyWhenItHasDealtWithThoseBefore() {
    List<String> done = new ArrayList<>();
    Queue<Callback> interested = new ArrayDeque<>();
    // It is only ever asked to tell.
    EndPoint socket =
        (EndPoint)
            Proxy.newProxyInstance(
                EndPoint.class.getClassLoader(),
                new Class<?>[] {EndPoint.class},
                (proxy, method, given) -> {
                  interested.add((Callback) given[0]);
                  return null;
                });
    ChunkEndPoint endPoint = new ChunkEndPoint(socket);
    endPoint.fillInterested(
        Callback.from(
            () -> {
              endPoint.fillInterested(
                  Callback.from(() -> done.add("told again"), failure -> done.add("failed")));
              // What the selector does, on whatever thread, as soon as there are more bytes.
              interested.remove().succeeded();
              done.add("on its way out");
            },
            failure -> done.add("failed")));
    interested.remove().succeeded();
    assertEquals(List.of("on its way out", "told again"), done);
  }
}
