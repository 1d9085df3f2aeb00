package org.ropewalk.it.language;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** A small protocol with everything that a client must keep apart. */
@LineProtocol(initial = Gate.Out.class)
@Errors(unknown = @Reply("-UNKNOWN"), payload = @Reply("-PAYLOAD"))
interface Gate {
    /** Ends the session. */
    @Command("LEAVE")
    @Reply(value = "+BYE", close = true)
    void leave();

    /** Outside. */
    interface Out extends Gate {
        /** The greeting. */
        @OnConnect
        @Reply("+HI {*}")
        String greeting() throws Closed;

        /** Goes in. */
        @Command("ENTER {word}")
        @Reply("+IN")
        In enter(String word) throws No;

        /** Goes in, perhaps. */
        @Command("TRY {word}")
        @Reply(value = "+IN", absent = "-STAY")
        Optional<In> attempt(String word);

        /** Is asked. */
        @Command("ASK")
        Question ask();

        /** Says on which kind of thread it runs. */
        @Blocking
        @Command("THREAD")
        @Reply("+{*}")
        String thread() throws No;
    }

    /** A question. */
    @Reply("? {text*}")
    record Question(String text, Asked next) {}

    /** The answer is awaited. */
    @Once
    interface Asked {
        /** The answer. */
        @Command("{answer*}")
        @Reply("+OK")
        void answer(String answer) throws No;
    }

    /** Inside. */
    interface In extends Gate {
        /** All things. */
        @Command("LIST")
        @Reply(value = "+LIST", each = "{*}", end = ".")
        List<String> list();

        /** Goes out. */
        @Command("BACK")
        @Reply("+OUT")
        Out back();

        /** A text follows. */
        @Command("DATA")
        @Reply("+GO")
        Body data();
    }

    /** The text. */
    @Once
    interface Body {
        /** The text. */
        @Command("")
        @Reply("+GOT {}")
        int text(@Payload(Payload.Framing.DOTTED) Bytes text);

        /** No text leads inside. */
        @OnError
        In aborted();
    }

    /** What is sent unasked. */
    @Push
    interface Events {
        /** Somebody says something. */
        @Reply("! {text*}")
        void said(String text);

        /** Many are there. */
        @Reply(each = "!! {names...}", end = "!!.")
        void there(List<String> names);

        /** The client is taken in. */
        @Reply("!IN")
        void in(In next);
    }

    /** No. */
    @Reply("-NO {message*}")
    @SuppressWarnings("serial")
    final class No extends Exception {
        /** Says why. */
        public No(String message) {
            super(message);
        }
    }

    /** Nobody is let in. */
    @Reply("-CLOSED")
    @SuppressWarnings("serial")
    final class Closed extends Exception {
        /** Says so. */
        public Closed() {
            super("closed");
        }
    }
}
