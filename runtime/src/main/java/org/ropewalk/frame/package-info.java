/**
 * Bytes to lines and payloads, for the runtime and generated code. {@link
 * org.ropewalk.frame.LineFramer} reads the input of one connection and calls its {@link
 * org.ropewalk.frame.FrameHandler}; it knows nothing of commands and replies. Start reading at
 * {@code LineFramer.receive}.
 *
 * <p><b>A line</b>: {@code receive} calls {@code findLine} for its end and {@code takeLine}, which
 * consumes it. The loop's {@code LineScratch} shows it in the loop's one {@link
 * org.ropewalk.line.LineReader}, and {@code FrameHandler.lineReceived} is called. A line over its
 * bound becomes a {@code DiscardedLine}, which is skipped to its end.
 *
 * <p><b>A payload in progress</b> is a {@code Region}. It has a {@code RegionEnd}, which finds its
 * end (after a count: {@code CountedEnd}, at a line: {@code LinesEnd}, with the input: {@code
 * CloseEnd}), a {@code RegionSink}, which takes its bytes (to keep them: {@code KeptSink}, to hand
 * them on: {@code InboundPayload}, to drop them: {@code SkippedSink}), and a clock. {@link
 * org.ropewalk.frame.Payloads} has one for each connection at most:
 *
 * <ol>
 *   <li>The handler of a line calls {@link org.ropewalk.frame.LineFramer#payloadArrived}. If the
 *       bytes have arrived, it returns true and shows them where they are. If not, it makes a
 *       region and returns false.
 *   <li>While there is a region, {@code receive} calls {@code Payloads.read} instead of looking for
 *       lines.
 *   <li>When the end was found, the region is forgotten and the handler receives the same line
 *       again, with the payload.
 * </ol>
 *
 * <p><b>A payload in pieces</b>: an {@link org.ropewalk.frame.InboundPayload} hands on what comes
 * as fast as its reader asks for it, an {@link org.ropewalk.frame.OutboundPayload} sends what its
 * source has as fast as the peer reads.
 *
 * <p>May import {@code line} and {@code reactor}.
 */
@ForGeneratedCode
@NullMarked
package org.ropewalk.frame;

import org.jspecify.annotations.NullMarked;
import org.ropewalk.annotation.ForGeneratedCode;
