package org.ropewalk.uring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Functions of the C library. Those for the hot path do not capture {@code errno}; the general
 * {@link #call} does.
 */
@SuppressWarnings("restricted")
final class Libc {
    /** All of memory, without checks of bounds or lifetime. */
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** Linux gives these numbers to the three system calls on every architecture. */
    static final long IO_URING_SETUP = 425;

    static final long IO_URING_ENTER = 426;
    static final long IO_URING_REGISTER = 427;

    private static final Linker LINKER = Linker.nativeLinker();

    /** May wait: so it is no critical call, which would hold up every safepoint. */
    private static final MethodHandle SYSCALL =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().find("syscall").orElseThrow(),
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                            JAVA_LONG, JAVA_LONG),
                    Linker.Option.firstVariadicArg(1));

    private static final MethodHandle GETPEERNAME =
            critical("getpeername", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SHUTDOWN = critical("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = critical("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle WRITE =
            critical("write", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);

    private static final MethodHandle STRERROR =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().find("strerror").orElseThrow(),
                    FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private static final Map<String, MethodHandle> GENERAL = new ConcurrentHashMap<>();

    private Libc() {}

    /** A function that does not wait. */
    private static MethodHandle critical(
            String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().find(name).orElseThrow(),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.critical(false));
    }

    /** The system call io_uring_enter: a count, or -1 without a reason. */
    static long enter(int ring, int submit, int atLeast, int flags, long argument, long size) {
        try {
            return (long)
                    SYSCALL.invokeExact(
                            IO_URING_ENTER,
                            (long) ring,
                            (long) submit,
                            (long) atLeast,
                            (long) flags,
                            argument,
                            size);
        } catch (Throwable e) {
            throw new IllegalStateException("io_uring_enter", e);
        }
    }

    /** Writes the address of the peer at {@code address}; -1 if there is none. */
    static int getpeername(int fd, long address, long length) {
        try {
            return (int) GETPEERNAME.invokeExact(fd, address, length);
        } catch (Throwable e) {
            throw new IllegalStateException("getpeername", e);
        }
    }

    /** Ends the output of a socket; -1 if that is not possible. */
    static int shutdownOutput(int fd) {
        try {
            return (int) SHUTDOWN.invokeExact(fd, 1);
        } catch (Throwable e) {
            throw new IllegalStateException("shutdown", e);
        }
    }

    /** Closes a descriptor that no operation of a ring uses. */
    static void close(int fd) {
        try {
            int ignored = (int) CLOSE.invokeExact(fd);
        } catch (Throwable e) {
            throw new IllegalStateException("close", e);
        }
    }

    /** Writes bytes; any thread. */
    static void write(int fd, long from, long count) {
        try {
            long ignored = (long) WRITE.invokeExact(fd, from, count);
        } catch (Throwable e) {
            throw new IllegalStateException("write", e);
        }
    }

    /** Calls the function {@code name}; throws the exception of its {@code errno} if it fails. */
    static long call(String name, long... arguments) throws IOException {
        long result = tryCall(name, arguments);
        if (result < 0) {
            throw Errno.exception((int) -result);
        }
        return result;
    }

    /** Calls the function {@code name}: its result, or -errno. */
    static long tryCall(String name, long... arguments) {
        MethodHandle handle =
                GENERAL.computeIfAbsent(
                        name + arguments.length, key -> general(name, arguments.length));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            Object[] all = new Object[arguments.length + 1];
            all[0] = state;
            for (int i = 0; i < arguments.length; i++) {
                all[i + 1] = arguments[i];
            }
            long result = (long) handle.invokeWithArguments(all);
            // Functions that return an int leave the upper half of the register undefined.
            boolean failed = result == -1 || !returnsLong(name) && (int) result == -1;
            return failed ? -state.get(JAVA_INT, 0) : result;
        } catch (Throwable e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static boolean returnsLong(String name) {
        return name.equals("mmap");
    }

    private static MethodHandle general(String name, int arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments];
        Arrays.fill(layouts, JAVA_LONG);
        return LINKER.downcallHandle(
                LINKER.defaultLookup().find(name).orElseThrow(),
                FunctionDescriptor.of(JAVA_LONG, layouts),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(Math.min(1, arguments)));
    }

    /** What the system says about {@code errno}. */
    static String strerror(int errno) {
        try {
            MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
            return text.reinterpret(256).getString(0);
        } catch (Throwable e) {
            return "error " + errno;
        }
    }
}
