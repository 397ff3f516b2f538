package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Does all its work while a class is initialised: there, since JEP 491, is the only place in Java
 * code where a virtual thread that waits can't leave its carrier.
 */
@Breaks(ids = "VT-001", message = "it hangs", since = 21)
@Breaks(ids = "VT-002", message = "it hangs", since = 21)
public final class PinCarrier extends TransportSaboteur {
  /** What the initialiser runs, on the same thread; public, as that is of another loader. */
  public static final ThreadLocal<Runnable> TASK = new ThreadLocal<>();

  /** Initialised once for each loader that loads it. */
  static final class InInitialiser {
    static {
      TASK.get().run();
    }

    private InInitialiser() {}
  }

  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    Callable<Response> work = () -> control.exchange(request, call);
    FutureTask<Response> task = new FutureTask<>(work);
    TASK.set(task);
    try {
      Class.forName(InInitialiser.class.getName(), true, new Loader());
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException("the exchange failed", e.getCause());
    } catch (ClassNotFoundException | InterruptedException e) {
      throw new IOException("the exchange failed", e);
    }
  }

  /** Loads that one class anew. */
  private static final class Loader extends ClassLoader {
    Loader() {
      super(PinCarrier.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(InInitialiser.class.getName())) {
        return super.loadClass(name, resolve);
      }
      String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
      try (InputStream in = PinCarrier.class.getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
