package org.ropewalk.it.docs;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.StartTls;

@LineProtocol
@Errors(
        unknown = @Reply("ERR unknown command"),
        malformed = @Reply("ERR {'{message}'}"),
        unavailable = @Reply("ERR no TLS now"))
interface Vault {

    @StartTls
    @Command("STARTTLS")
    @Reply("OK begin")
    void startTls();

    @Command("OPEN {code}")
    @Reply("OPENED")
    void open(String code) throws Clear;

    @Reply("ERR not in clear")
    final class Clear extends Exception {
        private static final long serialVersionUID = 1;
    }
}
