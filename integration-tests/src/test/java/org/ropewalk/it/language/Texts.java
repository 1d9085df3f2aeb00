package org.ropewalk.it.language;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** A small protocol whose payloads end in each way that there is. */
@LineProtocol(initial = Texts.Desk.class)
@Errors(
        unknown = @Reply("-UNKNOWN"),
        payload = @Reply("-PAYLOAD {'{message}'}"),
        tooBig = @Reply("-BIG"))
@Limits(payload = 64, payloadDiscard = 128)
interface Texts {
    /** Where texts are handed in. */
    interface Desk extends Texts {
        /** Lines until a line. */
        @Command("PASTE {name}")
        @Reply("+PASTED {name} {}")
        int paste(String name, @Payload(value = Payload.Framing.UNTIL, until = "-- ") Bytes text);

        /** Lines until a dot, as lines. */
        @Command("LINES")
        @Reply("+LINES {*}")
        String lines(@Payload(Payload.Framing.DOTTED) List<String> text);

        /** Header fields until an empty line. */
        @Command("SHOW {count}")
        @Reply("+FIELDS")
        @Payload(value = Payload.Framing.UNTIL, until = "")
        List<String> show(int count);

        /** A text in a record. */
        @Command("READ {name}")
        Text read(String name) throws None;

        /** Leads to a text without a line. */
        @Command("FEED")
        @Reply("+GO")
        Feeding feed();

        /** Everything until the end of the input. */
        @Command("POUR")
        @Reply("+POURED {}")
        int pour(@Payload(Payload.Framing.UNTIL_CLOSE) byte[] all);

        /** A line, and then everything until the server closes. */
        @Command("DUMP {size}")
        @Reply("+DUMP")
        @Payload(Payload.Framing.UNTIL_CLOSE)
        Bytes dump(int size);

        /** Everything until the server closes. */
        @Command("FINGER[ {user}]")
        @Payload(Payload.Framing.UNTIL_CLOSE)
        List<String> finger(java.util.Optional<String> user);
    }

    /** One text. */
    @Once
    interface Feeding extends Texts {
        /** It. */
        @Command("")
        @Reply("+FED {}")
        int text(@Payload(value = Payload.Framing.UNTIL, until = "END") Bytes text);

        /** Back. */
        @OnError
        Desk broken();
    }

    /** A text, until a line. */
    @Reply("+TEXT {name}")
    record Text(
            String name,
            @Payload(value = Payload.Framing.UNTIL, until = "END") List<String> lines) {}

    /** There is none. */
    @Reply("-NONE {name}")
    final class None extends Exception {
        private static final long serialVersionUID = 1;
        private final String name;

        /** There is no text of that name. */
        public None(String name) {
            super("no " + name);
            this.name = name;
        }

        /** Its name. */
        public String name() {
            return name;
        }
    }
}
