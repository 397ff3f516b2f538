/**
 * Bytes that are told apart from any others: what bodies are made of, and how they are compared.
 */
@NullMarked
package io.httpstream.tck.payload;

import org.jspecify.annotations.NullMarked;
