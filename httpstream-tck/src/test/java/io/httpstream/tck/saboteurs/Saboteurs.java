package io.httpstream.tck.saboteurs;

import io.httpstream.tck.TransportTck;
import java.util.List;

/** All of them. */
final class Saboteurs {
  static final List<Class<? extends TransportTck>> ALL =
      List.of(
          AddAccept.class,
          BelieveWriter.class,
          BufferAllRequest.class,
          BufferAllResponse.class,
          BufferInMiddleware.class,
          BufferOverTls.class,
          CaseSensitiveHeaders.class,
          CheckTooLate.class,
          ChunkEverything.class,
          CloseOnce.class,
          CompleteOnWriterFailure.class,
          CorruptLongBodies.class,
          DropAfterPause.class,
          EmptyOnError.class,
          EmptyWhenStale.class,
          EndAfterClose.class,
          EndOnce.class,
          EofOnError.class,
          FillEachRead.class,
          FollowRedirects.class,
          ForgetSource.class,
          FormWithBareLineEnds.class,
          FormWithBareQuotes.class,
          FormWithConvertedLineEnds.class,
          FormWithLatin1Names.class,
          FormWithoutLastLineEnd.class,
          HideEarlyStatus.class,
          IgnoreEmptyBodies.class,
          IgnoreFlush.class,
          IntLength.class,
          JoinRequestHeaders.class,
          JoinResponseHeaders.class,
          KeepEndlessHeads.class,
          LargeWriteOvertakes.class,
          LengthOnEveryMethod.class,
          LoseTinyChunks.class,
          NoGuard.class,
          NoReleaseOnClose.class,
          PadShortBody.class,
          RefuseInformational.class,
          RepeatAfterPause.class,
          RepeatOnRetryAfter.class,
          ResendWithoutEnd.class,
          ReuseBrokenConnection.class,
          SanitiseHeaders.class,
          SendAfterClose.class,
          SocketLeaker.class,
          StopOnSuccess.class,
          ThreadLeaker.class,
          TruncateToLength.class,
          UnpackGzip.class,
          WrapWriterFailure.class,
          WriteThenRead.class);

  private Saboteurs() {}
}
