package io.httpstream.transport.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PushPublisherTest {
  private final PushPublisher publisher = new PushPublisher(-1);

  /** Asks for as much as it is told to, and notes what it gets. */
  private static final class Subscriber implements Flow.Subscriber<ByteBuffer> {
    final List<String> events = new ArrayList<>();
    final long wanted;
    Flow.Subscription subscription;

    Subscriber(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      if (wanted > 0) {
        given.request(wanted);
      }
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      events.add("next " + bytes.remaining());
    }

    @Override
    public void onError(Throwable thrown) {
      events.add("error");
    }

    @Override
    public void onComplete() {
      events.add("complete");
    }
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count);
  }

  @Test
  void aSecondSubscriberIsServedIfNothingWasPublished() throws Exception {
    Subscriber first = new Subscriber(1);
    publisher.subscribe(first);
    Subscriber second = new Subscriber(1);
    publisher.subscribe(second);
    first.subscription.cancel();
    publisher.publish(bytes(3));
    publisher.complete();
    assertEquals(List.of(), first.events);
    assertEquals(List.of("next 3", "complete"), second.events);
  }

  @Test
  void aSecondSubscriberIsRefusedIfSomethingWasPublished() throws Exception {
    Subscriber first = new Subscriber(1);
    publisher.subscribe(first);
    publisher.publish(bytes(3));
    Subscriber second = new Subscriber(1);
    publisher.subscribe(second);
    assertEquals(List.of("error"), second.events);
  }

  @Test
  void anEmptyBodyIsCompletedForASecondSubscriberToo() {
    publisher.subscribe(new Subscriber(1));
    publisher.complete();
    Subscriber second = new Subscriber(1);
    publisher.subscribe(second);
    assertEquals(List.of("complete"), second.events);
  }

  @Test
  void aSubscriberThatHasNotAskedYetIsNotReadyToBeCompleted() {
    Subscriber subscriber = new Subscriber(0);
    publisher.subscribe(subscriber);
    publisher.complete();
    assertEquals(List.of(), subscriber.events);
    subscriber.subscription.request(1);
    assertEquals(List.of("complete"), subscriber.events);
  }

  @Test
  void aFailureEndsTheWaitForDemandAndForASubscriber() {
    publisher.fail(() -> new IOException("gone"));
    assertThrows(IOException.class, publisher::awaitSubscriber);
    assertThrows(IOException.class, () -> publisher.publish(bytes(1)));
  }

  @Test
  void anAnswerStopsTheWriterFrom300On() throws Exception {
    publisher.subscribe(new Subscriber(9));
    publisher.answered(200);
    publisher.publish(bytes(1));
    publisher.answered(413);
    assertThrows(IOException.class, () -> publisher.publish(bytes(1)));
  }
}
