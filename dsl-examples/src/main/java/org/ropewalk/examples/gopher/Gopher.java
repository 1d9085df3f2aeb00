package org.ropewalk.examples.gopher;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Payload.Framing;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;

/**
 * Gopher (RFC 1436): one line, a menu or a text, the end. As servers commonly do, a selector begins
 * with the type of what it selects.
 */
@LineProtocol(terminator = Terminator.CRLF_OR_LF)
@Errors(
        malformed =
                @Reply(value = "3There is nothing of that name.\t\terror.host\t1", close = true),
        tooLong = @Reply(value = "3That is too long.\t\terror.host\t1", close = true))
@Limits(line = 512, idleSeconds = 30)
public interface Gopher {
    /** A text; it ends with the connection, as RFC 1436 allows and clients expect. */
    @Command("0{path*}")
    @Payload(Framing.UNTIL_CLOSE)
    List<String> text(String path);

    /** What a search finds. */
    @Command("7{path*}\t{words*}")
    @Reply(each = "{type}{title*}\t{selector*}\t{host}\t{port}", end = ".", close = true)
    List<Item> search(String path, String words);

    /** A menu; the first one, if nothing is selected. */
    @Command("[1{path*}]")
    @Reply(each = "{type}{title*}\t{selector*}\t{host}\t{port}", end = ".", close = true)
    List<Item> menu(Optional<String> path);

    /**
     * A line of a menu.
     *
     * @param type 0 for a text, 1 for a menu, 7 for a search, i for a line to be read
     * @param title for people
     * @param selector what a client sends for it
     * @param host where to
     * @param port where to
     */
    record Item(char type, String title, String selector, String host, int port) {}
}
