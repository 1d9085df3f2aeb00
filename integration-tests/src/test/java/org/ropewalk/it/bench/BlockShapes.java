package org.ropewalk.it.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** Commands of several lines, which may have a tag. */
@LineProtocol(order = Order.TAGGED)
@Envelope(command = "{*}\n[ActionID: {tag}]\n\n", reply = "{*}\n[ActionID: {tag}]\n\n")
@Errors(
        unknown = @Reply("Response: Error\nMessage: {'unknown'}"),
        malformed = @Reply("Response: Error\nMessage: {'{message}'}"))
interface BlockShapes {
    @Command("Action: Ping")
    @Reply("Response: Pong")
    void ping();

    @Command("Action: Dial\nNumber: {number}\n[Caller: {caller*}]")
    @Reply("Response: Success\nNumber: {}")
    int dial(int number, Optional<String> caller);

    @Command("Action: Log\n{values: ...}")
    @Reply("Response: Success")
    void log(Map<String, String> values);

    @Command("Action: Calls")
    @Reply(value = "Response: List", each = "Event: Call\nNumber: {}", end = "Event: Calls")
    List<Bytes> calls();

    @Command("Action: Note\nLength: {text.length}")
    @Reply("Response: Success")
    void note(@Payload(trailer = Payload.Trailer.NONE) Bytes text);
}
