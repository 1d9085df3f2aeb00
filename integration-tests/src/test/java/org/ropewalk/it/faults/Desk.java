package org.ropewalk.it.faults;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Replies;

/** A protocol whose lines have free text at their begin, so that one could look like another. */
@LineProtocol
@Errors(unknown = @Reply("-ERR {'unknown'}"), failed = @Reply(value = "-FAILED", close = true))
interface Desk {
    /** Lines until a dot. */
    @Command("LIST")
    @Reply(each = "{*}", end = ".")
    List<String> list() throws No;

    /** Behind a line. */
    @Command("HEADED")
    @Reply(value = "+OK", each = "{*}", end = ".")
    List<String> headed() throws No;

    /** Later. */
    @Command("LATER")
    @Reply(each = "{*}", end = ".")
    CompletionStage<List<String>> later();

    /** One after the other. */
    @Command("EACH")
    @Reply(each = "{*}", end = ".")
    void each(Replies<String> lines);

    /** So many. */
    @Command("SIZED")
    @Reply(value = "{items.size}", each = "{*}")
    List<String> sized();

    /** A value alone. */
    @Command("GET")
    @Reply("{*}")
    String get() throws No;

    /** A value behind a letter, or none. */
    @Command("FIND")
    @Reply(value = "V {*}", absent = "V none")
    Optional<String> find();

    /** Another line. */
    @Command("PUT {name}")
    @Reply("+PUT")
    void put(String name);

    /** A line of its own. */
    @Command("PUT {name} {rest*}")
    @Reply("+REST {rest*}")
    void putRest(String name, String rest);

    /** A literal that is more specific. */
    @Command("PUT all")
    @Reply("+ALL")
    void putAll();

    /** Any line. */
    @Command("{line*}")
    @Reply("+LINE {line*}")
    void line(String line);

    /** What is pushed. */
    @Push
    interface News {
        /** One line. */
        @Reply("~all {text*}")
        void told(String text);

        /** Any line of a person. */
        @Reply("~{from} {text*}")
        void said(String from, String text);
    }

    /** Refused. */
    @Reply("-NO {message*}")
    final class No extends Exception {
        private static final long serialVersionUID = 1;

        /** For this reason. */
        public No(String message) {
            super(message);
        }
    }
}
