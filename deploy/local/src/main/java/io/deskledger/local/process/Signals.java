package io.deskledger.local.process;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Listens to the signals of the operating system. */
public final class Signals {

    private Signals() {}

    /**
     * Calls the listener, on a thread of its own, for each such signal, instead of ending the JVM. One that was ignored
     * when the JVM started (nohup, a background job of a script) stays ignored.
     *
     * @param name as in kill, without SIG
     */
    public static void listen(String name, Consumer<String> listener) {
        // The JDK's only way to hear a second Ctrl-C; by reflection, as the compiler can't be kept from warning of it.
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object heard = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            listener.accept(name);
                        }
                        return null;
                    });
            Object _ = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
