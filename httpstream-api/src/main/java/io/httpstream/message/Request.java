package io.httpstream.message;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request: an immutable value that has been checked as a whole, so that one which exists can be
 * sent. It may be sent again only if its body is replayable.
 */
public final class Request {
  private final String method;
  private final URI uri;
  private final Headers given;
  private final Headers headers;
  private final RequestBody body;
  private final Limits limits;
  private final Scope scope;
  private final Map<Attribute<?>, Object> attributes;

  private Request(Builder builder) {
    this.method = builder.method;
    this.uri = builder.uri;
    this.given = builder.headers.build();
    this.headers = typed(given, builder.body);
    this.body = builder.body;
    this.limits = builder.limits;
    this.scope = builder.scope;
    this.attributes = Map.copyOf(builder.attributes);
  }

  /** The Content-Type that comes from a body goes with it, if another takes the body's place. */
  private static Headers typed(Headers given, RequestBody body) {
    return body.mediaType()
        .filter(type -> !given.contains("Content-Type"))
        .map(type -> given.toBuilder().add("Content-Type", type).build())
        .orElse(given);
  }

  /**
   * Starts a request.
   *
   * @param method a token, sent as it is given (RFC 9110, section 9.1)
   * @param uri absolute, http or https, without user information; a fragment is not sent, an
   *     internationalised host is sent in A-labels
   * @return a builder
   * @throws IllegalArgumentException if method or URI can't be sent
   */
  public static Builder builder(String method, URI uri) {
    HeaderSyntax.checkMethod(method);
    return new Builder(method, Target.normalise(uri));
  }

  /**
   * Checks that a header field can be sent.
   *
   * @param name a token; not one of those that frame the message
   * @param value visible ASCII, spaces and tabs
   * @throws IllegalArgumentException if it can't, saying why
   */
  public static void checkHeader(String name, String value) {
    HeaderSyntax.checkName(name);
    HeaderSyntax.checkValue(name, value);
    HeaderSyntax.checkRequestField(name, value);
  }

  /**
   * Starts from this request; its body is shared.
   *
   * @return a builder that holds all of it
   */
  public Builder toBuilder() {
    Builder builder = new Builder(method, uri);
    builder.headers.addAll(given);
    builder.body = body;
    builder.limits = limits;
    builder.scope = scope;
    builder.attributes.putAll(attributes);
    return builder;
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
   * @return absolute and ASCII only
   */
  public URI uri() {
    return uri;
  }

  /**
   * All headers but those that frame the message, Content-Type included.
   *
   * @return in the order in which they are sent
   */
  public Headers headers() {
    return headers;
  }

  /**
   * The body.
   *
   * @return {@link RequestBody#empty} if there is none
   */
  public RequestBody body() {
    return body;
  }

  /**
   * The limits of time.
   *
   * @return the defaults unless they were set
   */
  public Limits limits() {
    return limits;
  }

  /**
   * The scope that this request is sent in.
   *
   * @return shared by all requests derived from this one
   */
  public Scope scope() {
    return scope;
  }

  /**
   * An attribute.
   *
   * @param key its key
   * @param <T> its type
   * @return its value, if there is one
   */
  public <T> Optional<T> attribute(Attribute<T> key) {
    Object value = attributes.get(Objects.requireNonNull(key, "key"));
    return value == null ? Optional.empty() : Optional.of(key.cast(value));
  }

  /** Method and URI, the values of the query masked. */
  @Override
  public String toString() {
    return method + " " + maskedUri();
  }

  /**
   * The URI as it may be logged.
   *
   * @return with the values of the query masked
   */
  public String maskedUri() {
    return Target.mask(uri);
  }

  /** Collects a request. Not thread-safe. */
  public static final class Builder {
    private final String method;
    private final URI uri;
    private final Headers.Builder headers = Headers.builder();
    private final Map<Attribute<?>, Object> attributes = new HashMap<>();
    private RequestBody body = RequestBody.empty();
    private Limits limits = Limits.defaults();
    private Scope scope = Scope.create();

    private Builder(String method, URI uri) {
      this.method = method;
      this.uri = uri;
    }

    /**
     * Adds a header field.
     *
     * @param name a token; not one of those that frame the message
     * @param value visible ASCII, spaces and tabs
     * @return this builder
     * @throws IllegalArgumentException if name or value can't be sent
     */
    public Builder header(String name, String value) {
      checkHeader(name, value);
      headers.add(name, value);
      return this;
    }

    /**
     * Replaces all fields of a name by one.
     *
     * @param name a token; not one of those that frame the message
     * @param value visible ASCII, spaces and tabs
     * @return this builder
     * @throws IllegalArgumentException if name or value can't be sent
     */
    public Builder setHeader(String name, String value) {
      headers.remove(name);
      return header(name, value);
    }

    /**
     * Removes all fields of a name.
     *
     * @param name in any case
     * @return this builder
     */
    public Builder removeHeader(String name) {
      headers.remove(name);
      return this;
    }

    /**
     * Sets the body. Its media type becomes the Content-Type unless that header was set.
     *
     * @param value the body
     * @return this builder
     */
    public Builder body(RequestBody value) {
      this.body = Objects.requireNonNull(value, "body");
      return this;
    }

    /**
     * Sets the limits of time.
     *
     * @param value the limits
     * @return this builder
     */
    public Builder limits(Limits value) {
      this.limits = Objects.requireNonNull(value, "limits");
      return this;
    }

    /**
     * Sets the scope.
     *
     * @param value the scope
     * @return this builder
     */
    public Builder scope(Scope value) {
      this.scope = Objects.requireNonNull(value, "scope");
      return this;
    }

    /**
     * Attaches an attribute, which is not sent.
     *
     * @param key its key
     * @param value its value
     * @param <T> its type
     * @return this builder
     */
    public <T> Builder attribute(Attribute<T> key, T value) {
      attributes.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Takes an attribute away.
     *
     * @param key its key
     * @return this builder
     */
    public Builder removeAttribute(Attribute<?> key) {
      attributes.remove(Objects.requireNonNull(key, "key"));
      return this;
    }

    /**
     * Makes the request.
     *
     * @return a request that can be sent
     */
    public Request build() {
      return new Request(this);
    }
  }
}
