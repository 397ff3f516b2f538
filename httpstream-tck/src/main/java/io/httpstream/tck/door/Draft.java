package io.httpstream.tck.door;

import io.httpstream.message.Headers;
import io.httpstream.message.Limits;
import io.httpstream.message.RequestBody;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A request that nobody has checked: cases hand it to a door, which makes a request of it. Not
 * thread-safe.
 */
public final class Draft {
  private final String method;
  private final String uri;
  private final List<Field> fields = new ArrayList<>();
  private RequestBody body = RequestBody.empty();
  private UnaryOperator<Limits> limits = UnaryOperator.identity();
  private Cancellation cancellation = new Cancellation();

  private Draft(String method, String uri) {
    this.method = method;
    this.uri = uri;
  }

  /**
   * A header field that nobody has checked, other than {@link Headers.Entry}.
   *
   * @param name possibly not a token
   * @param value possibly with control characters
   */
  public record Field(String name, String value) {}

  /**
   * Starts a draft.
   *
   * @param method possibly not a token
   * @param uri absolute
   * @return without headers and body
   */
  public static Draft of(String method, URI uri) {
    return new Draft(method, uri.toString());
  }

  /**
   * Starts a draft with a target that may not be one.
   *
   * @param method possibly not a token
   * @param uri absolute, possibly not a URI
   * @return without headers and body
   */
  public static Draft unchecked(String method, String uri) {
    return new Draft(method, uri);
  }

  /**
   * Starts a GET request.
   *
   * @param uri absolute
   * @return without headers and body
   */
  public static Draft get(URI uri) {
    return of("GET", uri);
  }

  /**
   * Makes a POST request.
   *
   * @param uri absolute
   * @param body its body
   * @return without headers
   */
  public static Draft post(URI uri, RequestBody body) {
    return of("POST", uri).body(body);
  }

  /**
   * Adds a header field.
   *
   * @param name possibly not a token
   * @param value possibly with control characters
   * @return this draft
   */
  public Draft header(String name, String value) {
    fields.add(new Field(name, value));
    return this;
  }

  /**
   * Sets the body.
   *
   * @param value the body
   * @return this draft
   */
  public Draft body(RequestBody value) {
    this.body = value;
    return this;
  }

  /**
   * Changes the limits of time, which nobody enforces but a client.
   *
   * @param change gets those of the client
   * @return this draft
   */
  public Draft limits(UnaryOperator<Limits> change) {
    this.limits = change;
    return this;
  }

  /**
   * Lets the request be cancelled.
   *
   * @param value cancels this request and no other
   * @return this draft
   */
  public Draft cancelledBy(Cancellation value) {
    this.cancellation = value;
    return this;
  }

  /**
   * Takes over body, limits and cancellation.
   *
   * @param other the draft that has them
   * @return this draft
   */
  public Draft like(Draft other) {
    this.body = other.body;
    this.limits = other.limits;
    this.cancellation = other.cancellation;
    return this;
  }

  /**
   * The method.
   *
   * @return as it was given
   */
  public String method() {
    return method;
  }

  /**
   * The target.
   *
   * @return as it was given
   */
  public String uri() {
    return uri;
  }

  /**
   * The header fields.
   *
   * @return in their order
   */
  public List<Field> fields() {
    return List.copyOf(fields);
  }

  /**
   * The body.
   *
   * @return the empty one if none was set
   */
  public RequestBody body() {
    return body;
  }

  /** What cancels the request. */
  Cancellation cancellation() {
    return cancellation;
  }

  /**
   * The limits of time.
   *
   * @return what becomes of the client's
   */
  public UnaryOperator<Limits> limits() {
    return limits;
  }
}
