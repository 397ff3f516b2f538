package io.httpstream.tck.judging;

import io.httpstream.tck.multipart.MultipartJudge;
import io.httpstream.tck.multipart.ParsedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Our own judge and all that were found. */
public final class Judges {
  private final List<MultipartJudge> judges = new ArrayList<>();

  private Judges(ClassLoader loader) {
    judges.add(new StrictJudge());
    ServiceLoader.load(MultipartJudge.class, loader).forEach(judges::add);
  }

  /**
   * Looks for judges.
   *
   * @param loader finds them
   * @return our own one at least
   */
  public static Judges find(ClassLoader loader) {
    return new Judges(loader);
  }

  /**
   * Names all judges.
   *
   * @return for a report
   */
  public String names() {
    return judges.stream().map(MultipartJudge::name).collect(Collectors.joining(", "));
  }

  /**
   * Fails unless all judges see the same parts.
   *
   * @param contentType the value of the Content-Type field
   * @param body all of the body
   * @param expected the parts that were sent
   * @throws AssertionError if one sees anything else
   */
  public void judge(String contentType, byte[] body, List<ParsedPart> expected) {
    for (MultipartJudge judge : judges) {
      List<ParsedPart> seen = parse(judge, contentType, body);
      if (seen.size() != expected.size()) {
        throw new AssertionError(
            says(judge)
                + "there are "
                + seen.size()
                + " parts of "
                + expected.size()
                + ": "
                + seen);
      }
      for (int i = 0; i < seen.size(); i++) {
        ParsedPart right = told(judge, expected.get(i));
        if (!right.equals(seen.get(i))) {
          throw new AssertionError(
              says(judge) + "it must be " + right + ", but was " + seen.get(i));
        }
      }
    }
  }

  private static ParsedPart told(MultipartJudge judge, ParsedPart part) {
    String fileName = part.fileName();
    return new ParsedPart(
        judge.told(part.name()),
        fileName == null ? null : judge.told(fileName),
        part.mediaType(),
        part.content());
  }

  private static List<ParsedPart> parse(MultipartJudge judge, String contentType, byte[] body) {
    try {
      return judge.parse(contentType, body);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(says(judge) + e.getMessage(), e);
    }
  }

  private static String says(MultipartJudge judge) {
    return "the multipart parser \"" + judge.name() + "\" says: ";
  }
}
