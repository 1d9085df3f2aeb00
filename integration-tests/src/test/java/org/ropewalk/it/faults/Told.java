package org.ropewalk.it.faults;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;

/** A small protocol whose handler is told of errors. */
@LineProtocol(initial = Told.Open.class, caseSensitive = true)
@Errors(
        unknown = @Reply("-UNKNOWN"),
        misplaced = @Reply("-MISPLACED"),
        malformed = @Reply("-MALFORMED"),
        payload = @Reply("-PAYLOAD"),
        tooBig = @Reply("-BIG"),
        tooLong = @Reply("-LONG"),
        failed = @Reply(value = "-FAILED", close = true))
@Limits(line = 60, lineDiscard = 1000, payload = 10, payloadDiscard = 100)
interface Told {
    /** Of every line that is refused. */
    @OnError
    void wrong(ErrorKind kind, String line);

    /** Where values are kept. */
    interface Open extends Told {
        /** One of two words for it. */
        enum Mode {
            set,
            add
        }

        /** A command with a payload, written in two ways. */
        @Command({"{mode} {key} {data.length}", "{mode} {data.length} as {key}"})
        @Reply("+STORED")
        void store(Mode mode, Bytes key, @Payload Bytes data);

        /** A command of the same name. */
        @Command("text {key}")
        @Reply("+STORED")
        void store(Bytes key, @Payload(Payload.Framing.DOTTED) Bytes data);

        /** Of a value that is refused. */
        @OnError(command = "store")
        void notStored(ErrorKind kind, Bytes key);

        /** To where nothing is kept. */
        @Command("shut")
        @Reply("+SHUT")
        Shut shut();
    }

    /** Where nothing is kept. */
    interface Shut extends Told {
        /** To where values are kept. */
        @Command("open")
        @Reply("+OPEN")
        Open open();
    }
}
