package org.ropewalk.it.modem;

import org.ropewalk.annotation.Chain;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;

/** A modem of the cookbook. */
@LineProtocol(terminator = Terminator.CR, replyTerminator = Terminator.CRLF)
@Envelope(command = "AT{*}")
@Chain(value = ";", together = Chain.Together.ONE_END)
@Errors(unknown = @Reply("ERROR"), malformed = @Reply("ERROR"))
interface Dialler {
    @Command("")
    @Reply("OK")
    void attention();

    @Command("E{on:1}")
    @Reply("OK")
    void echo(int on);

    @Command("+CSQ")
    @Reply("+CSQ: {strength},{errors}\nOK")
    Signal signal();

    @Command("D{number*}")
    Dialled dial(String number);

    record Signal(int strength, int errors) {}

    enum Dialled {
        @Reply("CONNECT")
        CONNECT,
        @Reply("NO CARRIER")
        NO_CARRIER
    }
}
