package org.ropewalk.it.forms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** Blocks of fields with tags, repeated fields, other fields and payloads. */
@LineProtocol(order = Order.TAGGED)
@Envelope(command = "{*}\n[Id: {tag}]\n\n", reply = "{*}\n[Id: {tag}]\n\n")
@Errors(
        unknown = @Reply("Result: unknown"),
        malformed = @Reply("Result: malformed"),
        tooLong = @Reply("Result: long"),
        tooBig = @Reply("Result: big"),
        failed = @Reply("Result: failed"))
@Limits(
        line = 300,
        lineDiscard = 5_000,
        fields = 12,
        block = 1_000,
        payload = 2_000,
        payloadDiscard = 5_000,
        errors = 1_000)
public interface FormBlocks {
    @Command("Do: dial\nNumber: {number}\n[Caller: {caller*}]\n[Tag: {tags}]\n[Size: {w:2}x{h:2}]")
    @Reply("Result: dialed\nNumber: {number}\n[Caller: {caller*}]\n[Tag: {tags}]")
    Dialed dial(
            Forms.Which number,
            Optional<String> caller,
            List<String> tags,
            OptionalInt w,
            OptionalInt h);

    record Dialed(Forms.Which number, Optional<String> caller, List<String> tags) {}

    @Command("Do: log\n{values: ...}")
    @Reply(each = "Result: entry\n{: ...}\nName: {}", end = "Result: logged\nCount: {'{size}'}")
    List<String> log(Map<String, List<String>> values);

    @Command("Do: note\nTitle: {title*}\n[Length: {text.length}]")
    @Reply("Result: noted\nLength: {text.length}")
    Noted note(String title, @Payload(trailer = Payload.Trailer.NONE) Bytes text);

    record Noted(@Payload(trailer = Payload.Trailer.NONE) Bytes text) {}
}
