/**
 * Reads what a protocol declares for all its lines: how they end, the characters and quotes of
 * their words, and the text around each line. It imports {@code source}, the model and templates.
 * Start at {@link org.ropewalk.processor.read.wire.WireReader}.
 */
package org.ropewalk.processor.read.wire;
