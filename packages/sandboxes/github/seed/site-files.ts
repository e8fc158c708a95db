/** The client's source as it stands in the repository at first start, and which of its sections `/ux-update` may change. */

export const SITE_FILES: Readonly<Record<string, string>> = {
  'package.json': `${JSON.stringify({ name: 'web-shop', private: true, dependencies: { react: '^19.0.0' } }, undefined, 2)}\n`,
  'src/App.jsx': `import { Banner } from './components/Banner.jsx';
import Footer from './components/Footer.jsx';
import { Header } from './components/Header.jsx';
import { Navbar } from './components/Navbar';

export default function App({ session }) {
  return (
    <>
      <Navbar session={session} />
      <Header />
      <Banner />
      <main id="shop" />
      <Footer />
    </>
  );
}
`,
  'src/components/Header.jsx': `export function Header() {
  return (
    <header className="header">
      <h1 className="header__title">Welcome to the web shop</h1>
      {/* Shown below the title on every page. */}
      <p data-section="tagline" style={{ color: '#555' }}>
        Everything for the garden &amp; the balcony
      </p>
    </header>
  );
}
`,
  'src/components/Navbar.tsx': `type NavbarProps = { session?: { name: string } };

export const Navbar = ({ session }: NavbarProps) => (
  <nav data-section="navbar" style={{ backgroundColor: 'white', display: 'flex' }}>
    <a href="/">Shop</a>
    <a href="/orders">Orders</a>
    {session ? <span>{session.name}</span> : <a href="/login">Sign in</a>}
  </nav>
);
`,
  'src/components/Banner.jsx': `import { memo } from 'react';

export const Banner = memo(function Banner() {
  return (
    <aside data-section="banner" className="banner">
      <Callout title="Free shipping from 50 €" link={{ to: '/shipping', label: 'How it works' }} />
    </aside>
  );
});

function Callout({ title, link }) {
  return (
    <p>
      <strong>{title}</strong> <a href={link.to}>{link.label}</a>
    </p>
  );
}
`,
  'src/components/Footer.jsx': `export default class Footer extends React.Component {
  render() {
    return (
      <footer>
        <a data-section="imprint" href="/imprint">Imprint</a>
        <small>{\`© \${new Date().getFullYear()} Web shop\`}</small>
      </footer>
    );
  }
}
`,
};

/** What UX_SECTIONS is where nobody sets it. */
export const SITE_SECTIONS = {
  header: { file: 'src/components/Header.jsx', component: 'Header', element: 'h1' },
  tagline: { file: 'src/components/Header.jsx', attribute: 'data-section=tagline' },
  navbar: { file: 'src/components/Navbar.tsx', attribute: 'data-section=navbar' },
  banner: { file: 'src/components/Banner.jsx', element: 'Callout', text: 'title', link: 'link.to' },
  imprint: { file: 'src/components/Footer.jsx', component: 'Footer', attribute: 'data-section=imprint' },
};
