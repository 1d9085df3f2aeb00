/**
 * Bytes to lines and payloads, for the runtime and generated code. {@link
 * org.ropewalk.frame.LineFramer} reads the input of one connection and calls its {@link
 * org.ropewalk.frame.FrameHandler}; it knows nothing of commands and replies.
 *
 * <p>A payload in progress is a {@code Region}: an end (counted, at a line, at the end of the
 * input) and a sink (kept, handed on in pieces, skipped). A payload that arrives in parts: the
 * handler calls {@link org.ropewalk.frame.LineFramer#payloadArrived}, which returns false and sets
 * the framer's body to a region; each read moves bytes from the input to the region's sink; when
 * the end was found, the body is cleared and the handler receives the same line again, with the
 * payload.
 *
 * <p>May import {@code line} and {@code reactor}.
 */
package org.ropewalk.frame;
