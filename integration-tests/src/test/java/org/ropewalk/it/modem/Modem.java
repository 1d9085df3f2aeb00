package org.ropewalk.it.modem;

import java.util.List;
import org.ropewalk.annotation.Chain;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Prompt;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;

/** A modem of the cookbook. */
@LineProtocol(terminator = Terminator.CR, replyTerminator = Terminator.CRLF)
@Envelope(command = "AT{*}", reply = "\n{*}")
@Chain(value = ";", together = Chain.Together.ONE_END)
@Quoted(escape = Quoted.Escape.NONE)
@Errors(unknown = @Reply("ERROR"), malformed = @Reply("ERROR"), failed = @Reply("ERROR"))
interface Modem {
    @Command("+CMGL=\"{status}\"")
    @Reply(each = "+CMGL: {index},\"{status}\",\"{sender}\"\n{text*}", end = "OK")
    List<Message> list(String status);

    @Command("+CMGS=\"{number}\"")
    Sending send(String number) throws Failed;

    @Once
    @Prompt("\r\n> ")
    interface Sending {
        @Command("")
        @Reply("+CMGS: {}\nOK")
        int text(@Payload(value = Payload.Framing.DELIMITED, until = "\u001A") String text);
    }

    @Push
    interface Events {
        @Reply("+CMTI: \"{memory}\",{index}")
        void message(String memory, int index);
    }

    record Message(int index, String status, String sender, String text) {}

    @Reply("+CMS ERROR: {code}")
    final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        private final int code;

        public Failed(int code) {
            super("error " + code);
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
