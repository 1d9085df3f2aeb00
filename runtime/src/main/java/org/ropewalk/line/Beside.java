package org.ropewalk.line;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.reactor.Output;

/** What a handler does beside its reply: what it pushes, and what is to be done behind it. */
final class Beside {
    final Output pushed = new Output(0);
    final List<Runnable> behind = new ArrayList<>();
}
