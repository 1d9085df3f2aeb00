package org.ropewalk.it.docs;

import org.ropewalk.annotation.Attempts;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;

@LineProtocol
@Errors(unknown = @Reply("ERR unknown"), malformed = @Reply("ERR {'{message}'}"))
interface Door {
    @Attempts
    @Command("OPEN {code}")
    @Reply("OPENED")
    void open(int code) throws Wrong;

    @Reply("WRONG")
    final class Wrong extends Exception {}
}
