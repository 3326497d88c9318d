import functools
from flask import *
from werkzeug.security import check_password_hash, generate_password_hash
users, posts = [], []
bp = Blueprint('auth', __name__, url_prefix='/auth')
@bp.route('/register', methods=('GET', 'POST'))
def register():
    if request.method == 'POST':
        username = request.form['username']
        password = request.form['password']
        error = None
        if not username:
            error = 'Username is required.'
        elif not password:
            error = 'Password is required.'
        if error is None:
            if any(u['username'] == username for u in users):
                error = f"User {username} is already registered."
            else:
                users.append({'id': len(users) + 1, 'username': username, 'password': generate_password_hash(password, 'pbkdf2:sha256:1000')})
                return redirect(url_for("auth.login"))
        flash(error)
    return render_template('auth/register.html')
@bp.route('/login', methods=('GET', 'POST'))
def login():
    if request.method == 'POST':
        username = request.form['username']
        password = request.form['password']
        error = None
        user = next((u for u in users if u['username'] == username), None)
        if user is None:
            error = 'Incorrect username.'
        elif not check_password_hash(user['password'], password):
            error = 'Incorrect password.'
        if error is None:
            session.clear()
            session['user_id'] = user['id']
            return redirect(url_for('index'))
        flash(error)
    return render_template('auth/login.html')
@bp.before_app_request
def load_logged_in_user():
    user_id = session.get('user_id')
    if user_id is None:
        g.user = None
    else:
        g.user = next((u for u in users if u['id'] == user_id), None)
@bp.route('/logout')
def logout():
    session.clear()
    return redirect(url_for('index'))
def login_required(view):
    @functools.wraps(view)
    def wrapped_view(**kwargs):
        if g.user is None:
            return redirect(url_for('auth.login'))
        return view(**kwargs)
    return wrapped_view
blog = Blueprint('blog', __name__)
@blog.route('/')
def index():
    return render_template('blog/index.html', posts=list(reversed(posts)))
@blog.route('/create', methods=('GET', 'POST'))
@login_required
def create():
    if request.method == 'POST':
        title = request.form['title']
        body = request.form['body']
        error = None
        if not title:
            error = 'Title is required.'
        if error is not None:
            flash(error)
        else:
            posts.append({'id': len(posts) + 1, 'title': title, 'body': body, 'author_id': g.user['id'], 'username': g.user['username'], 'created': '2026-01-01'})
            return redirect(url_for('blog.index'))
    return render_template('blog/create.html')
def get_post(id, check_author=True):
    post = next((p for p in posts if p['id'] == id), None)
    if post is None:
        abort(404, f"Post id {id} doesn't exist.")
    if check_author and post['author_id'] != g.user['id']:
        abort(403)
    return post
@blog.route('/<int:id>/update', methods=('GET', 'POST'))
@login_required
def update(id):
    post = get_post(id)
    if request.method == 'POST':
        title = request.form['title']
        body = request.form['body']
        error = None
        if not title:
            error = 'Title is required.'
        if error is not None:
            flash(error)
        else:
            post['title'] = title; post['body'] = body
            return redirect(url_for('blog.index'))
    return render_template('blog/update.html', post=post)
@blog.route('/<int:id>/delete', methods=('POST',))
@login_required
def delete(id):
    get_post(id)
    posts[:] = [p for p in posts if p['id'] != id]
    return redirect(url_for('blog.index'))
def create_app(test_config=None):
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_mapping(SECRET_KEY='dev')
    app.register_blueprint(bp)
    app.register_blueprint(blog)
    app.add_url_rule('/', endpoint='index')
    @app.route('/hello')
    def hello():
        return 'Hello, World!'
    @app.cli.command('init-db')
    def init_db_command():
        users.clear(); posts.clear(); print('Initialized the database.')
    return app
if __name__ == '__main__':
    import sys
    create_app().run(port=int(sys.argv[1]))
