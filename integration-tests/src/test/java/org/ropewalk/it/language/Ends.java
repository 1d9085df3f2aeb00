package org.ropewalk.it.language;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Bytes;

/** Protocols whose lines end in all sorts of ways. */
interface Ends {
    /** What all of them can do. */
    interface Commands {
        /** One word and free text. */
        @Command("SAY {word} {text*}")
        @Reply("SAID {word} {text*}")
        Said say(String word, String text);

        /** Lines. */
        @Command("LIST {words...}")
        @Reply(each = "{*}", end = "END")
        List<String> list(List<String> words);

        /** Bytes there and back. */
        @Command("PUT {data.length}")
        Got put(@Payload Bytes data);
    }

    /** A word and a text. */
    record Said(String word, String text) {}

    /** Bytes. */
    @Reply("GOT {data.length}")
    record Got(@Payload Bytes data) {}

    /** NUL and LF are read, NUL is written. */
    @LineProtocol(
            terminator = {Terminator.NUL, Terminator.LF},
            spelling = Spelling.EXACT)
    @Errors(malformed = @Reply("BAD {'{message}'}"), unknown = @Reply("WHAT {verb}"))
    interface Nul extends Commands {
        /** Pushed lines. */
        @Push
        interface Pushes {
            /** A text. */
            @Reply("* {text*}")
            void said(String text);
        }
    }

    /** Commands end in CR, replies in CR LF. */
    @LineProtocol(terminator = Terminator.CR, replyTerminator = Terminator.CRLF)
    @Errors(malformed = @Reply("BAD {'{message}'}"), unknown = @Reply("WHAT {verb}"))
    interface Modem extends Commands {}

    /** Signs end lines. */
    @LineProtocol(
            terminator = {";", "!?"},
            replyTerminator = "#\r")
    @Errors(malformed = @Reply("BAD {'{message}'}"), unknown = @Reply("WHAT {verb}"))
    interface Signs extends Commands {}
}
