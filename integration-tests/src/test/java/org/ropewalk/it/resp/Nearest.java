package org.ropewalk.it.resp;

import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;

/** Two commands with the same first word, whose usage is answered. */
@LineProtocol(carrier = {Carrier.RESP, Carrier.LINE})
@Errors(usage = @Reply("-ERR {'usage: {usage}'}"))
public interface Nearest {
    @Command("CLIENT SETNAME {name}")
    @Reply("+OK")
    void setName(String name);

    @Command("CLIENT KILL {id}")
    @Reply("+OK")
    void kill(int id);
}
