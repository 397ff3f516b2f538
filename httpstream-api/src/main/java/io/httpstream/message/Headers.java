package io.httpstream.message;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Header fields in the order in which they were added: names are compared without case, repeated
 * fields stay apart (RFC 9110, section 5). Immutable.
 *
 * <p>No field can hold a control character, so that none can end early and smuggle another in.
 *
 * @serial exclude
 */
public final class Headers implements Iterable<Headers.Entry>, Serializable {
  private static final long serialVersionUID = 1L;
  private static final Headers EMPTY = new Headers(List.of());

  @SuppressWarnings("serial") // Always one of List.of or List.copyOf, which are serialisable.
  private final List<Entry> entries;

  private Headers(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * One header field.
   *
   * @param name a token, in the case in which it was given
   * @param value without control characters
   * @serial exclude
   */
  public record Entry(String name, String value) implements Serializable {
    /**
     * Checks name and value.
     *
     * @param name a token
     * @param value without control characters
     */
    public Entry {
      HeaderSyntax.checkName(name);
      HeaderSyntax.checkValue(name, value);
    }

    /** Shows the field, credentials and the values of queries masked. */
    @Override
    public String toString() {
      return name + ": " + Masking.value(name, value);
    }
  }

  /**
   * No fields.
   *
   * @return the empty headers
   */
  public static Headers empty() {
    return EMPTY;
  }

  /**
   * One field.
   *
   * @param name a token (RFC 9110, section 5.1)
   * @param value without control characters
   * @return headers of one field
   * @throws IllegalArgumentException if name or value are not allowed
   */
  public static Headers of(String name, String value) {
    return builder().add(name, value).build();
  }

  /**
   * Starts from nothing.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder(List.of());
  }

  /**
   * Starts from these headers.
   *
   * @return a builder that holds them
   */
  public Builder toBuilder() {
    return new Builder(entries);
  }

  /**
   * The first value of a field.
   *
   * @param name in any case
   * @return the value, if the field is there
   */
  public Optional<String> first(String name) {
    return values(name).findFirst();
  }

  /**
   * All values of a field, in order and not joined.
   *
   * @param name in any case
   * @return the values, none if the field isn't there
   */
  public List<String> all(String name) {
    return values(name).toList();
  }

  private Stream<String> values(String name) {
    Objects.requireNonNull(name, "name");
    return entries.stream().filter(entry -> entry.name().equalsIgnoreCase(name)).map(Entry::value);
  }

  /**
   * Whether a field is there.
   *
   * @param name in any case
   * @return true if it occurs at least once
   */
  public boolean contains(String name) {
    Objects.requireNonNull(name, "name");
    for (Entry entry : entries) {
      if (entry.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The number of fields, repeated ones counted each.
   *
   * @return zero or more
   */
  public int size() {
    return entries.size();
  }

  @Override
  public Iterator<Entry> iterator() {
    return entries.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** Shows the fields, credentials masked. */
  @Override
  public String toString() {
    return entries.toString();
  }

  /** Collects header fields. Not thread-safe. */
  public static final class Builder {
    private final List<Entry> entries;

    private Builder(List<Entry> entries) {
      this.entries = new ArrayList<>(entries);
    }

    /**
     * Adds a field after those there are.
     *
     * @param name a token (RFC 9110, section 5.1)
     * @param value without control characters
     * @return this builder
     * @throws IllegalArgumentException if name or value are not allowed
     */
    public Builder add(String name, String value) {
      entries.add(new Entry(name, value));
      return this;
    }

    /**
     * Adds all fields of others.
     *
     * @param headers the others
     * @return this builder
     */
    public Builder addAll(Headers headers) {
      entries.addAll(headers.entries);
      return this;
    }

    /**
     * Removes all fields of a name and adds one.
     *
     * @param name a token (RFC 9110, section 5.1)
     * @param value without control characters
     * @return this builder
     * @throws IllegalArgumentException if name or value are not allowed
     */
    public Builder set(String name, String value) {
      Entry entry = new Entry(name, value);
      remove(name);
      entries.add(entry);
      return this;
    }

    /**
     * Removes all fields of a name.
     *
     * @param name in any case
     * @return this builder
     */
    public Builder remove(String name) {
      Objects.requireNonNull(name, "name");
      entries.removeIf(entry -> entry.name().equalsIgnoreCase(name));
      return this;
    }

    /**
     * Makes the headers.
     *
     * @return what was collected
     */
    public Headers build() {
      return entries.isEmpty() ? EMPTY : new Headers(List.copyOf(entries));
    }
  }
}
