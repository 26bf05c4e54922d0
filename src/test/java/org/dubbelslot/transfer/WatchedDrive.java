package org.dubbelslot.transfer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Upload;

/** A drive of which a test knows each call that may fail, before it is made; its uploads, too. */
final class WatchedDrive {
  private WatchedDrive() {}

  /** Is told of a call, and may keep it from happening by an exception. */
  @FunctionalInterface
  interface Before {
    /** The method's name, and what it is called with. */
    void call(String method, List<Object> arguments) throws Exception;
  }

  static Drive of(Drive drive, Before before) {
    return watched(Drive.class, drive, before);
  }

  private static <T> T watched(Class<T> type, T target, Before before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (List.of(method.getExceptionTypes()).contains(DriveException.class)) {
                before.call(method.getName(), arguments == null ? List.of() : List.of(arguments));
              }
              try {
                Object result = method.invoke(target, arguments);
                return result instanceof Upload upload
                    ? watched(Upload.class, upload, before)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
