package io.httpstream.tck.multipart;

import java.util.List;

/**
 * A parser of multipart forms that was written by somebody else: a form is right if servers
 * understand it. Found by {@link java.util.ServiceLoader}; each one found reads all forms of the
 * MPT rules. Names are expected as they are on the wire, decoded from UTF-8 and nothing else.
 */
public interface MultipartJudge {
  /**
   * The parser's name for reports.
   *
   * @return with its version if that is known
   */
  String name();

  /**
   * What the parser makes of a name, if it tells another one than what was sent.
   *
   * @param name as it was sent
   * @return the same, unless overridden
   */
  default String told(String name) {
    return name;
  }

  /**
   * Parses a form.
   *
   * @param contentType the value of the Content-Type field
   * @param body all of the body
   * @return the parts in their order
   * @throws Exception if it is not a form
   */
  List<ParsedPart> parse(String contentType, byte[] body) throws Exception;
}
