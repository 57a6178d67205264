package io.deskledger.api.sql;

import io.micronaut.http.context.ServerRequestContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's driver, which remembers each statement that a request runs. Who calls is asked once a second for all
 * requests, so that question does not count.
 */
public final class CountingDriver implements Driver {

    private static final String URL = "jdbc:counting:";
    private static final List<String> STATEMENTS = new CopyOnWriteArrayList<>();

    /** The address of the same database through this driver. */
    public static String url(String url) {
        return url.replace("jdbc:", URL);
    }

    static void forget() {
        STATEMENTS.clear();
    }

    static List<String> statements() {
        return STATEMENTS.stream()
                .filter(sql -> !sql.startsWith("SELECT u.role\n  FROM users"))
                .toList();
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Connection connection = DriverManager.getConnection(url.replace(URL, "jdbc:"), properties);
        return (Connection) proxy(Connection.class, (_, method, arguments) -> {
            Object answer = invoke(connection, method, arguments);
            return answer instanceof PreparedStatement statement
                    ? counting(statement, String.valueOf(arguments[0]))
                    : answer;
        });
    }

    private static Object counting(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (_, method, arguments) -> {
            if (method.getName().startsWith("execute")
                    && ServerRequestContext.currentRequest().isPresent()) {
                STATEMENTS.add(sql);
            }
            return invoke(statement, method, arguments);
        });
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(CountingDriver.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static @Nullable Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(URL);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
