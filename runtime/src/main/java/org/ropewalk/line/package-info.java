/**
 * What generated servers stand on: framing, a reader and a writer of lines, strings of bytes,
 * replies that wait.
 *
 * <p>{@link org.ropewalk.line.LineReceiver} frames; on it stand, floor by floor, {@code
 * RefusingReceiver} (errors), {@code AnsweringReceiver} (replies in order) and {@link
 * org.ropewalk.line.CommandReceiver} (the session). {@link org.ropewalk.line.LineReader} and {@link
 * org.ropewalk.line.LineWriter} turn words into values and back. Imports {@code reactor}, {@code
 * telemetry} and the language's enums. Start reading at {@link org.ropewalk.line.LineReceiver}.
 */
package org.ropewalk.line;
