package org.ropewalk.it.docs;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;

@LineProtocol
@Errors(
        unknown = @Reply("ERROR"),
        malformed = @Reply("CLIENT_ERROR {'{message}'}"),
        failed = @Reply(value = "SERVER_ERROR {'{incident}'}", close = true))
public interface Cache {

    @Command("get {keys...}")
    @Reply(end = "END")
    List<Value> get(List<String> keys);

    @Command("set {key} {flags} {exptime} {data.length}[ noreply]")
    Stored set(String key, int flags, long exptime, @Payload byte[] data, @NoReply boolean noreply);

    @Command("version")
    @Reply("VERSION {*}")
    String version();

    enum Stored {
        STORED,
        NOT_STORED
    }

    @Reply("VALUE {key} {flags} {data.length}")
    record Value(String key, int flags, @Payload byte[] data) {}
}
