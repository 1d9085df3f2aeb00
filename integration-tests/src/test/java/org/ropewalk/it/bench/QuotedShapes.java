package org.ropewalk.it.bench;

import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Quoted.Escape;
import org.ropewalk.annotation.Quoted.Literal;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** Words in quotes and in literals, by the dialects of several protocols. */
interface QuotedShapes {
    @Command("noop")
    @Reply("OK")
    void noop();

    @Command("say {text}")
    @Reply("OK {}")
    Slice say(Slice text);

    @Command("keep {text}")
    @Reply("OK")
    void keep(Bytes text);

    @Command("join {first} {second}")
    @Reply("OK {second} {first}")
    void join(Slice first, Slice second);

    @Command("lines")
    @Reply("OK {}")
    Bytes lines();

    /** The dialect of IMAP. */
    @LineProtocol
    @Quoted(specials = "(){%*\"\\]", nil = "NIL", literal = Literal.SYNCHRONIZING)
    @Errors(unknown = @Reply("BAD"), malformed = @Reply("BAD {'{message}'}"))
    interface Imap extends QuotedShapes {
        @Command("find {text}")
        @Reply("OK {}")
        Optional<Bytes> find(Optional<Bytes> text);

        @Command("flags ({flags...})")
        @Reply("OK")
        void flags(Words flags);
    }

    /** The dialect of ManageSieve. */
    @LineProtocol
    @Quoted(specials = "(){\"", literal = Literal.NON_SYNCHRONIZING)
    @Errors(unknown = @Reply("BAD"), malformed = @Reply("BAD {'{message}'}"))
    interface Sieve extends QuotedShapes {
        @Command("put \"{name}\"")
        @Reply("OK \"{}\"")
        Slice put(Slice name);
    }

    /** The dialect of instruments. */
    @LineProtocol(terminator = {Terminator.CRLF, Terminator.LF})
    @Quoted(quotes = "\"'", escape = Escape.DOUBLED, specials = ",", literal = Literal.IEEE_488)
    @Errors(unknown = @Reply("BAD"), malformed = @Reply("BAD {'{message}'}"))
    interface Instrument extends QuotedShapes {}

    /** The dialect of Redis. */
    @LineProtocol
    @Quoted(quotes = "\"'", escape = Escape.BACKSLASH_HEX, escapes = "n\nr\rt\t")
    @Errors(unknown = @Reply("BAD"), malformed = @Reply("BAD {'{message}'}"))
    interface Inline extends QuotedShapes {}
}
